/* Whether single letters are keys now: not while somebody types, not behind Ctrl, and not where they were switched off. */
export function isLetter(event: KeyboardEvent): boolean {
    return !event.ctrlKey && !event.metaKey && !event.altKey && localStorage.getItem('gannet.letters') !== 'off' && !isTyping(event);
}

export function isTyping(event: KeyboardEvent): boolean {
    return event.composedPath().some(node => node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)));
}

/* As if somebody had pressed a link, so that going back works. */
export function go(path: string) {
    const link = document.createElement('a');
    link.href = path;
    document.body.append(link);
    link.click();
    link.remove();
}
