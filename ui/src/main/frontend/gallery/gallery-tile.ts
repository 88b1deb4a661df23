import { html, nothing } from 'lit';
import { count } from '../progress/words';
import { sentence, thumbnail, type Picture } from './gallery-data';

interface Place { index: number; total: number; focused: boolean; chosen: boolean; left: number; top: number; side: number; }

/* One picture on the wall. One whose file is gone or damaged says so in its place. */
export function tile(picture: Picture, { index, total, focused, chosen, left, top, side }: Place) {
    const about = `Run ${picture.run}, ${picture.name}, step ${count(picture.step)}${picture.caption ? `: ${picture.caption}` : ''}`;
    const marks = [picture.starred ? 'starred' : '', ...picture.tags].filter(Boolean).join(', ');
    return html`
        <div class="tile ${focused ? 'focused' : ''}" role="option" id="picture-${picture.id}" data-index=${index} aria-selected=${chosen} draggable="true"
            aria-posinset=${index + 1} aria-setsize=${total} aria-label=${marks ? `${about}; ${marks}` : about} title=${about}
            style="left:${left}px;top:${top}px;width:${side}px">
            <span class="frame" style="height:${side}px"><img src=${thumbnail(picture.id)} alt="" decoding="async" draggable="false" @error=${explain}>
                <span class="pick" aria-hidden="true"></span>
                ${picture.starred ? html`<span class="starred" aria-hidden="true">★</span>` : nothing}
                ${picture.tags.length > 0 ? html`<span class="tagged" aria-hidden="true">${picture.tags.join(', ')}</span>` : nothing}</span>
            <span class="words cut">${picture.caption || `Run ${picture.run} · ${count(picture.step)}`}</span>
        </div>`;
}

async function explain(event: Event) {
    const image = event.target as HTMLImageElement;
    const address = image.src;
    let words = 'This picture could not be loaded.';
    try {
        const answer = await fetch(address);
        if (answer.ok && !address.endsWith('?again')) {
            image.src = `${address}?again`;
            return;
        }
        if (!answer.ok) words = await sentence(answer);
    } catch {
        // No connection: the shell says so.
    }
    if (image.src === address) image.replaceWith(Object.assign(document.createElement('span'), { className: 'sad', textContent: words }));
}
