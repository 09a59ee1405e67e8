/**
 * An agent's name as people read it. Flex writes the signs of a login name in hexadecimal: `jane_2Edoe_40example_2Ecom`
 * is `jane.doe@example.com`.
 */
export function readableName(name: string): string {
  return name.replace(/_(2[0-9B-F]|3[A-F]|40|5[B-F]|60|7[B-E])/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
