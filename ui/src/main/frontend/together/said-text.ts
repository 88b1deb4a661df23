import { html, type TemplateResult } from 'lit';

/* A text in parts: words, addresses that may be followed, and names that are called. Nothing of it is ever taken for markup. */
export type Part = { kind: 'words' | 'link' | 'name'; text: string };

const LINK = /https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/i;

export function parts(text: string, names: string[]): Part[] {
    // The longest first: "Ada Lovelace" says more than "Ada".
    const called = [...names].sort((a, b) => b.length - a.length).map(name => `@${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
    const pattern = new RegExp([LINK.source, ...called].join('|'), 'gi');
    const found: Part[] = [];
    let end = 0;
    for (const match of text.matchAll(pattern)) {
        if (match.index > end) found.push({ kind: 'words', text: text.slice(end, match.index) });
        found.push({ kind: match[0].startsWith('@') ? 'name' : 'link', text: match[0] });
        end = match.index + match[0].length;
    }
    if (end < text.length) found.push({ kind: 'words', text: text.slice(end) });
    return found;
}

export function said(text: string, names: string[]): TemplateResult[] {
    return parts(text, names).map(part => part.kind === 'link' ? html`<a href=${part.text} target="_blank" rel="noopener noreferrer nofollow">${part.text}</a>`
        : part.kind === 'name' ? html`<b class="name">${part.text}</b>` : html`${part.text}`);
}
