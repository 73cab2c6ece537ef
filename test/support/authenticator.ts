// An authenticator made of software: holds one passkey and answers as a browser would.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { PasskeySite } from '../../src/access/passkey-answers.js';

const userPresent = 0x01;
const userVerified = 0x04;
const attested = 0x40;

/** A passkey on a device of its own. */
export class SoftwareAuthenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #id = randomBytes(16);
  #counter = 0;

  /** Answers `navigator.credentials.create`. */
  create(challenge: string, site: PasskeySite): unknown {
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' });
    // COSE key of kind EC2: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
    const key = Buffer.concat([
      Buffer.from('a50102032620012158', 'hex'),
      Buffer.from([32]),
      Buffer.from(x as string, 'base64url'),
      Buffer.from('2258', 'hex'),
      Buffer.from([32]),
      Buffer.from(y as string, 'base64url'),
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#id.length);
    const flags = userPresent | userVerified | attested;
    const data = Buffer.concat([this.#data(site, flags), Buffer.alloc(16), length, this.#id, key]);
    // {"fmt": "none", "attStmt": {}, "authData": data}
    const head = Buffer.alloc(3);
    head.writeUInt8(0x59);
    head.writeUInt16BE(data.length, 1);
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
      head,
      data,
    ]);
    return this.#credential({
      clientDataJSON: clientData('webauthn.create', challenge, site).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Answers `navigator.credentials.get`. */
  get(challenge: string, site: PasskeySite, flags = userPresent | userVerified): unknown {
    this.#counter += 1;
    const client = clientData('webauthn.get', challenge, site);
    const data = this.#data(site, flags);
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
    return this.#credential({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, this.#keys.privateKey).toString('base64url'),
    });
  }

  /** Sets the counter back, as that of a copied device would be. */
  rewind(): void {
    this.#counter = 0;
  }

  #data({ id }: PasskeySite, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    return Buffer.concat([createHash('sha256').update(id).digest(), Buffer.from([flags]), counter]);
  }

  #credential(response: object): unknown {
    const id = this.#id.toString('base64url');
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }
}

function clientData(type: string, challenge: string, { origin }: PasskeySite): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}
