// A certificate for the local web, made anew for every run and kept in memory:
// no private key lies in the repository or on the disk.

import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

const DNS_NAME = 2;

/** A certificate for all names: {key, cert, spki}, spki as Chromium's switch takes it. */
export async function makeCertificate(names) {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Faultline local web' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: DNS_NAME, value })) },
    ],
  });
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key, cert, spki: createHash('sha256').update(publicKey).digest('base64') };
}
