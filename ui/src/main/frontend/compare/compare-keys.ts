/* Whether somebody is typing, or in something that has its own arrow keys. */
export function takesKeys(event: KeyboardEvent): boolean {
    return event.composedPath().some(target => target instanceof Element
        && (/^(INPUT|TEXTAREA|SELECT|VAADIN-[A-Z-]*(FIELD|BOX|BAR|OVERLAY|ITEM))$/.test(target.tagName)
            || ['slider', 'menu', 'dialog', 'listbox', 'tablist', 'region'].includes(target.getAttribute('role') ?? '')));
}

export function onButton(event: KeyboardEvent): boolean {
    return event.composedPath().some(target => target instanceof Element && /^(BUTTON|A|SUMMARY|VAADIN-BUTTON)$/i.test(target.tagName));
}
