import { css } from 'lit';

/* Controls as they are elsewhere in Gannet, for within these components. */
export const controls = css`
    :host { font: 400 14px/20px var(--font); color: var(--ink); }
    * { box-sizing: border-box; }
    h2 { font: 600 14px/20px var(--font); margin: 0; }
    p { margin: 0; }
    a { color: inherit; text-decoration: none; }
    .tools { display: flex; align-items: center; gap: 8px 12px; flex-wrap: wrap; min-height: 30px; margin-bottom: 12px; font-size: 12px; line-height: 16px; color: var(--ink2); }
    .space { flex: 1; }
    .seg { display: inline-flex; padding: 2px; gap: 2px; max-width: 100%; overflow-x: auto; scrollbar-width: none; background: var(--inset); border-radius: var(--r2); box-shadow: inset 0 0 0 1px var(--hair); }
    .seg button { padding: 0 10px; height: 26px; border: 0; background: none; border-radius: 5px; font: 500 12px/16px var(--font); color: var(--ink2); white-space: nowrap; cursor: pointer; }
    .seg button:hover { color: var(--ink); }
    .seg button[aria-pressed=true], .seg button[aria-selected=true] { background: light-dark(#fff, #2c3941); color: var(--ink); box-shadow: var(--sh), 0 0 0 1px var(--hair); }
    .btn { display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: 32px; padding: 0 12px; border: 1px solid var(--line); border-radius: var(--r2);
        background: var(--raised); color: var(--ink); font: 500 13px/16px var(--font); box-shadow: var(--sh); cursor: pointer; white-space: nowrap; }
    .btn:hover { background: light-dark(#f7f9fa, #232e36); }
    .btn:disabled { opacity: .5; cursor: default; }
    .btn.icon { width: 32px; padding: 0; flex: none; }
    .btn[aria-pressed=true] { color: var(--accent); border-color: var(--accent); }
    .link { border: 0; background: none; padding: 2px 0; font: 500 12px/16px var(--font); color: var(--accent); cursor: pointer; border-radius: 4px; text-align: left; }
    .link:hover { text-decoration: underline; }
    select { height: 32px; max-width: 100%; border: 1px solid var(--line); border-radius: var(--r2); background: var(--raised); color: var(--ink); font: 400 13px/20px var(--font); padding: 0 6px; }
    label { display: inline-flex; align-items: center; gap: 6px; }
    input[type=range] { accent-color: var(--accent); }
    input[type=checkbox] { accent-color: var(--accent); margin: 0; }
    :is(button, select, input, a, [tabindex]):focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: var(--r2); }
    .hint { font-size: 12px; line-height: 16px; color: var(--ink3); }
    .empty { color: var(--ink2); padding: 16px 0; max-width: 60ch; }
    .key { display: inline-grid; place-items: center; min-width: 18px; height: 18px; padding: 0 4px; border-radius: 4px; background: var(--run); color: var(--surface); font: 600 11px/18px var(--font); flex: none; }
    @media (max-width: 640px) { .btn, select { min-height: 40px; } .btn.icon { width: 40px; } .seg button { height: 36px; } }
`;
