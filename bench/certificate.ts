import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Path for NODE_EXTRA_CA_CERTS: the certificate is its own authority. */
  readonly certFile: string;
  remove(): void;
}

/**
 * Makes a certificate for `localhost` that is valid for one day; `remove` deletes its files.
 *
 * @throws Error when `openssl` is missing or fails
 */
export function makeCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const keyFile = join(folder, "key.pem");
  const certFile = join(folder, "cert.pem");
  try {
    execFileSync(
      "openssl",
      [
        ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"],
        ["-keyout", keyFile, "-out", certFile],
        ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
      ].flat(),
      { stdio: "pipe" },
    );
  } catch (cause) {
    rmSync(folder, { recursive: true });
    throw new Error("The benchmark needs `openssl` to make a certificate for its TLS server.", { cause });
  }

  return {
    key: readFileSync(keyFile, "utf8"),
    cert: readFileSync(certFile, "utf8"),
    certFile,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
