/** Follows the browser's theme, or the one in the address: Flex shows the page beside its own. */
export const STYLE = `
  :root { color-scheme: light; --ink: #121c2d; --soft: #4b5671; --line: #8891aa; --paper: #fff; --field: #f4f4f6;
    --go: #0c6b2e; --stop: #b3121d; --on: #fff; --focus: #0263e0; }
  :root[data-theme="dark"] { color-scheme: dark; --ink: #f4f4f6; --soft: #b9c0d0; --line: #8891aa; --paper: #121c2d;
    --field: #1f304c; --go: #1f8f48; --stop: #d6303b; --on: #fff; --focus: #99cdff; }
  :root[data-theme="dark"] { --go: #14783a; --stop: #c72530; }
  * { box-sizing: border-box; }
  [hidden] { display: none !important; }
  body { margin: 0; font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
  main { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1.5rem 2rem; padding: 1rem; max-width: 64rem; margin: auto; }
  section { min-width: 0; }
  h1, h2 { font-size: 1.15rem; margin: 0 0 .5rem; }
  h3 { font-size: .95rem; margin: .9rem 0 .25rem; }
  p { margin: .25rem 0; }
  label { display: block; margin: .35rem 0; color: var(--soft); }
  label.check { display: flex; gap: .4rem; align-items: center; margin-top: .75rem; }
  input, select, textarea, button { font: inherit; color: inherit; background: var(--field); border: 1px solid var(--line); border-radius: 5px; padding: .35rem .5rem; min-height: 2.2rem; }
  input[type=checkbox] { min-height: 0; width: 1.5rem; height: 1.5rem; }
  select, input[type=tel], textarea { display: block; width: 100%; color: var(--ink); }
  button { cursor: pointer; }
  button.go { background: var(--go); border-color: var(--go); color: var(--on); }
  button.stop { background: var(--stop); border-color: var(--stop); color: var(--on); }
  button[aria-disabled=true] { opacity: .55; cursor: default; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  a { color: inherit; }
  .line { display: flex; align-items: center; gap: .5rem; margin: .6rem 0; }
  .line p { flex: 1; font-weight: 600; }
  .row { display: flex; flex-wrap: wrap; gap: .4rem; }
  .hint { color: var(--soft); font-size: .875rem; }
  #away { border-left: 4px solid var(--stop); padding: .4rem .6rem; background: var(--field); }
  #ringing .row { margin-top: .5rem; }
  #ringing { border: 2px solid var(--go); border-radius: 6px; padding: .6rem; margin: .6rem 0; }
  #heard { padding: .5rem .6rem; height: 11rem; overflow-y: auto; background: var(--field); border: 1px solid var(--line); border-radius: 6px; }
  #heard p { margin: .15rem 0; overflow-wrap: anywhere; }
  #heard p.other { color: var(--soft); font-style: italic; }
  #keyed { min-height: 1.3rem; overflow-wrap: anywhere; }
  #keypad { display: grid; grid-template-columns: repeat(3, 1fr); gap: .4rem; margin: .75rem 0; max-width: 15rem; }
  #keypad button { font-size: 1.15rem; min-height: 2.6rem; }
  #waiting { margin: 0; padding-left: 1.1rem; }
  #waiting li { overflow-wrap: anywhere; }
`;
