import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const inBase64url = (data: Buffer) => data.toString('base64url');

/** Present, verified, and with a new credential's data behind (Web Authentication, 6.1). */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

type Options = { challenge: string };

/** A passkey in software: what a phone or laptop does, with a key and bytes of its own. */
export class Authenticator {
  readonly id = randomBytes(16);
  readonly #origin: string;
  readonly #key: KeyObject;
  readonly #point: { x: Buffer; y: Buffer };
  /** Whether it checks its person, by finger, face or PIN. */
  verifies = true;

  constructor(origin: string) {
    this.#origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#point = { x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url') };
  }

  /** What a browser hands on after `navigator.credentials.create`. */
  register({ challenge }: Options) {
    const authData = this.#authData(ATTESTED, this.#credential());
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
      Buffer.from([0x58, authData.length]),
      authData,
    ]);
    return this.#answer({
      clientDataJSON: this.#client('webauthn.create', challenge),
      attestationObject: inBase64url(attestation),
      transports: ['internal'],
    });
  }

  /** What a browser hands on after `navigator.credentials.get`. */
  answer({ challenge }: Options) {
    const clientDataJSON = this.#client('webauthn.get', challenge);
    const authData = this.#authData(0, Buffer.alloc(0));
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return this.#answer({
      clientDataJSON,
      authenticatorData: inBase64url(authData),
      signature: inBase64url(sign('sha256', signed, this.#key)),
    });
  }

  #answer<T>(response: T) {
    const id = inBase64url(this.id);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  #client(type: string, challenge: string): string {
    return inBase64url(Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin })));
  }

  #authData(more: number, credential: Buffer): Buffer {
    const flags = PRESENT | (this.verifies ? VERIFIED : 0) | more;
    return Buffer.concat([
      sha256(new URL(this.#origin).hostname),
      Buffer.from([flags, 0, 0, 0, 0]),
      credential,
    ]);
  }

  /** An AAGUID of noughts, the id, and the public key as COSE has it (RFC 9052). */
  #credential(): Buffer {
    const { x, y } = this.#point;
    const length = Buffer.from([0, this.id.length]);
    const cose = [Buffer.from('a5010203262001215820', 'hex'), x];
    return Buffer.concat([Buffer.alloc(16), length, this.id, ...cose, Buffer.from('225820', 'hex'), y]);
  }
}
