import { isCertificateProblem, isProxyProblem, PROXY_PREFIX } from '../errors';
import { type Text, text as say } from '../text';

/** Why nothing was sent, and what to do: for a platform's code. */
export function networkTexts(code: string): { readonly meaning: Text; readonly next: Text } {
  if (isProxyProblem(code)) return proxyTexts(code.slice(PROXY_PREFIX.length));
  return {
    meaning: say('The server could not be reached ({code}). Nothing was sent.', { code }),
    next: certificateNext(code) ?? networkNext(code),
  };
}

function proxyTexts(code: string): { readonly meaning: Text; readonly next: Text } {
  if (code === '407') {
    return {
      meaning: say('The proxy wants a name and a password (407). Nothing was sent.'),
      next: say(
        'In a shell, write them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT. In VS Code, look at "http.proxy".',
      ),
    };
  }
  if (/^\d/.test(code)) {
    return {
      meaning: say('The proxy did not let the request through ({code}). Nothing was sent.', { code }),
      next: say(
        'Ask who runs the proxy to allow this host. To go without it: NO_PROXY in a shell, "http.noProxy" in VS Code.',
      ),
    };
  }
  return {
    meaning: say('The proxy could not be reached ({code}). Nothing was sent.', { code }),
    next: say('Check the address of the proxy: HTTPS_PROXY in a shell, "http.proxy" in VS Code.'),
  };
}

function certificateNext(code: string): Text | undefined {
  if (!isCertificateProblem(code)) return undefined;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return say('The server’s certificate is not valid at this time. Check the clock of this machine.');
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') {
    return say('The certificate is another host’s. Check the network and the proxy: another server answers.');
  }
  if (code.startsWith('ERR_SSL_')) {
    return say('What answers there does not speak TLS as it should. Check the network and the proxy.');
  }
  return say(
    'The server’s certificate is not trusted here. Check the proxy, and the certificates it needs (in a shell: NODE_EXTRA_CA_CERTS).',
  );
}

function networkNext(code: string): Text {
  if (/NOTFOUND|EAI_AGAIN/.test(code))
    return say('Check the network connection and the proxy, then try again.');
  return say('Check that the server is running and that the network lets you reach it, then try again.');
}
