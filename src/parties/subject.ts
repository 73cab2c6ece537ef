// A subject: the organisation that records are about. Its id follows from its code, so it is the same everywhere.
import { sha256Text } from '../kernel/hash.js';
import { derivedId } from '../kernel/ids.js';

/** Id (16 bytes) of the subject with this unified social credit code. */
export function subjectIdOfUscc(uscc: string): Buffer {
  return derivedId(sha256Text(`xinheng/subject/uscc/${uscc}`));
}

/** Id (16 bytes) of a subject that is known by its older registration number only. It is never published. */
export function subjectIdOfRegistrationNumber(number: string): Buffer {
  return derivedId(sha256Text(`xinheng/subject/registration-number/${number}`));
}
