/**
 * An API of the account does not take the credentials: they are `unknown`, or known and `not-permitted` there.
 * Nothing was changed. Other credentials may help.
 */
export class CredentialsRefused extends Error {
  override readonly name = "CredentialsRefused";

  constructor(
    readonly why: "unknown" | "not-permitted",
    /** The API that refused them, by the name that people know. */
    readonly api: string,
    readonly status: number,
  ) {
    super(`${api} refused the credentials`);
  }
}
