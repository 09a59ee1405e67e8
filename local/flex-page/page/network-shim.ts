/**
 * Runs before Flex, and redirects every request to a Twilio host to the page's own server:
 *
 *     https://flex-api.twilio.com/v1/Configuration  ->  <origin>/__twilio/flex-api.twilio.com/v1/Configuration
 */
const TWILIO = /^(https?|wss?):\/\/([a-z0-9.-]*\.(?:twilio\.com|twiliocdn\.com|twil\.io))(?::\d+)?(\/.*)?$/i;

export function shimNetwork(): void {
  shimRequests();
  shimSockets();
  shimElements();
}

export function localAddress(address: string): string {
  const [, scheme, host, rest] = TWILIO.exec(address) ?? [];
  if (scheme === undefined || host === undefined) return address;
  const origin = scheme.startsWith("ws") ? location.origin.replace(/^http/, "ws") : location.origin;

  return `${origin}/__twilio/${host}${rest ?? "/"}`;
}

function shimRequests(): void {
  const { fetch } = window;
  window.fetch = (input, init) =>
    input instanceof Request
      ? fetch(new Request(localAddress(input.url), input), init)
      : fetch(localAddress(String(input)), init);

  const open: (method: string, address: string, ...rest: unknown[]) => void = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method: string, address: string | URL, ...rest: unknown[]): void {
    open.call(this, method, localAddress(String(address)), ...rest);
  };

  const sendBeacon = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (address, data) => sendBeacon(localAddress(String(address)), data);
}

function shimSockets(): void {
  window.WebSocket = class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(localAddress(String(address)), protocols);
    }
  };
}

/** Redirects elements too: fonts use a link element, the ringtone an audio element. */
function shimElements(): void {
  shimProperty(HTMLLinkElement.prototype, "href");
  shimProperty(HTMLMediaElement.prototype, "src");
  window.Audio = class extends Audio {
    constructor(source?: string) {
      super();
      if (source !== undefined) this.src = source;
    }
  };
}

function shimProperty(prototype: object, name: string): void {
  const property = Object.getOwnPropertyDescriptor(prototype, name);
  const set = property?.set;
  if (!property || !set) throw new Error(`This browser has no settable ${name} to send elsewhere.`);
  Object.defineProperty(prototype, name, {
    ...property,
    set(value: unknown) {
      set.call(this, localAddress(String(value)));
    },
  });
}
