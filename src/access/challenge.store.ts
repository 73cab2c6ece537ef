// Challenges of passkeys: each is answered once, in time, for what it was made.
import type { Queryable } from '../kernel/database.js';
import { isUuid } from '../kernel/ids.js';

export type ChallengePurpose = 'sign-in' | 'factor' | 'enrolment' | 'reauthentication';

export async function insertChallenge(
  database: Queryable,
  challenge: {
    readonly challengeId: string;
    readonly accountId: string | null;
    readonly purpose: ChallengePurpose;
    readonly challenge: string;
    readonly endsAt: number;
  },
): Promise<void> {
  await database.query(
    `insert into access_challenge (challenge_id, account_id, purpose, challenge, ends_at)
     values ($1, $2, $3, $4, $5)`,
    [
      challenge.challengeId,
      challenge.accountId,
      challenge.purpose,
      challenge.challenge,
      new Date(challenge.endsAt),
    ],
  );
}

/** Uses a challenge up; undefined where there is none for this purpose and account. */
export async function takeChallenge(
  database: Queryable,
  taken: {
    readonly challengeId: string;
    readonly accountId: string | null;
    readonly purpose: ChallengePurpose;
    readonly at: number;
  },
): Promise<string | undefined> {
  if (!isUuid(taken.challengeId)) return undefined;
  const [row] = await database.query<{ challenge: string }>(
    `delete from access_challenge
     where challenge_id = $1 and purpose = $2 and account_id is not distinct from $3::uuid and ends_at > $4
     returning challenge`,
    [taken.challengeId, taken.purpose, taken.accountId, new Date(taken.at)],
  );
  return row?.challenge;
}
