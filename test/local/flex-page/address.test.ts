import { describe, expect, it } from "vitest";
import { askedFor } from "../../../local/flex-page/page/address.ts";

const before = { login: "agent2", language: "ja", theme: "dark" } as const;

describe("whom the page logs in, and how it looks", () => {
  it.each([
    ["", { login: "agent", language: "en-US", theme: "light" }],
    ["?agent=2", { login: "agent2", language: "en-US", theme: "light" }],
    ["?agent=1", { login: "agent", language: "en-US", theme: "light" }],
    ["?supervisor", { login: "supervisor", language: "en-US", theme: "light" }],
    ["?admin", { login: "admin", language: "en-US", theme: "light" }],
    ["?language=es-ES&theme=dark", { login: "agent", language: "es-ES", theme: "dark" }],
    ["?theme=pink", { login: "agent", language: "en-US", theme: "light" }],
  ])("is what the address /%s says", (search, asked) => {
    expect(askedFor({ pathname: "/", search })).toEqual(asked);
  });

  it("is remembered on the addresses that Flex moves to", () => {
    expect(askedFor({ pathname: "/agent-desktop/WR1", search: "" }, before)).toEqual(before);
  });

  it("is forgotten when the page is opened again", () => {
    expect(askedFor({ pathname: "/", search: "" }, before)).toEqual({
      login: "agent",
      language: "en-US",
      theme: "light",
    });
  });

  it("can be changed in part on any address", () => {
    expect(askedFor({ pathname: "/teams/", search: "?theme=light" }, before)).toEqual({
      ...before,
      theme: "light",
    });
  });
});
