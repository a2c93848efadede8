import tls from 'node:tls';
import { generate } from 'selfsigned';

/** What Node 24 has and the types of Node 20 do not. */
const trust = tls as unknown as {
  getCACertificates(type: 'default'): string[];
  setDefaultCACertificates(certificates: readonly string[]): void;
};

let made: Promise<{ readonly key: string; readonly cert: string }> | undefined;

/** A certificate for `localhost`, made once for this process, which trusts it from then on. */
export async function certificate(): Promise<{ readonly key: string; readonly cert: string }> {
  made ??= generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  }).then(({ private: key, cert }) => {
    trust.setDefaultCACertificates([...trust.getCACertificates('default'), cert]);
    return { key, cert };
  });
  return await made;
}
