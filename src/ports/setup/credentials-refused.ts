/**
 * An API of the account refuses the credentials: they are `unknown`, or known but `not-permitted` there. Nothing was changed.
 * Other credentials may help.
 */
export class CredentialsRefused extends Error {
  override readonly name = "CredentialsRefused";

  constructor(
    readonly why: "unknown" | "not-permitted",
    /** The name of the API, as people know it. */
    readonly api: string,
    readonly status: number,
  ) {
    super(`${api} refused the credentials`);
  }
}
