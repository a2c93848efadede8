import tls from 'node:tls';
import { generate } from 'selfsigned';

/** What Node 24 has and the types of Node 20 do not. */
const trust = tls as unknown as {
  getCACertificates(type: 'default'): string[];
  setDefaultCACertificates(certificates: readonly string[]): void;
};

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

let made: Promise<Certificate> | undefined;

/** A certificate for `localhost`, made once for this process, which trusts it from then on. */
export async function certificate(): Promise<Certificate> {
  made ??= makeCertificate('localhost', { trusted: true });
  return await made;
}

const DAY_MS = 86_400_000;

/** A new certificate that has signed itself. `trusted`: by this process, from then on. */
export async function makeCertificate(
  host: string,
  { trusted = false, expired = false }: { readonly trusted?: boolean; readonly expired?: boolean } = {},
): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    ...(expired && {
      notBeforeDate: new Date(Date.now() - 3 * DAY_MS),
      notAfterDate: new Date(Date.now() - DAY_MS),
    }),
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: host },
          ...(host === 'localhost' ? [{ type: 7 as const, ip: '127.0.0.1' }] : []),
        ],
      },
    ],
  });
  if (trusted) trust.setDefaultCACertificates([...trust.getCACertificates('default'), cert]);
  return { key, cert };
}
