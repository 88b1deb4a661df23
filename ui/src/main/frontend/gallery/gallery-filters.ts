import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { go } from '../shell/keys';
import type { Choices } from './gallery-data';

interface Option { value: string; text: string; }

/* What the wall is narrowed to. Each choice is a step in the browser's history. */
@customElement('gallery-filters')
export class GalleryFilters extends LitElement {
    @property({ attribute: false }) choices!: Choices;
    @property() query = '';

    protected override createRenderRoot() { return this; }

    private set(name: string, value: string) {
        const query = new URLSearchParams(this.query);
        if (value) query.set(name, value); else query.delete(name);
        const text = query.toString();
        go(text ? `/gallery?${text}` : '/gallery');
    }

    private select(name: string, all: string, options: Option[], least = 2) {
        const value = new URLSearchParams(this.query).get(name) ?? '';
        if (options.length < least && !value) return nothing;
        const shown = options.some(option => option.value === value) || !value ? options : [...options, { value, text: value }];
        return html`<select class="field ${value ? 'set' : ''}" aria-label=${all} .value=${value} @change=${(event: Event) => this.set(name, (event.target as HTMLSelectElement).value)}>
            <option value="" ?selected=${!value}>${all}</option>
            ${shown.map(option => html`<option value=${option.value} ?selected=${option.value === value}>${option.text}</option>`)}</select>`;
    }

    override render() {
        const query = new URLSearchParams(this.query);
        const { variants, dataSets, kinds, tags } = this.choices;
        const set = ['variant', 'data', 'kind', 'tag', 'run', 'last'].some(name => query.has(name));
        return html`<div class="filters" role="search">
            <input class="field run ${query.get('run') ? 'set' : ''}" type="number" min="1" step="1" data-filter placeholder="Run" aria-label="Number of a run" .value=${query.get('run') ?? ''}
                @change=${(event: Event) => this.set('run', (event.target as HTMLInputElement).value)}>
            ${this.select('variant', 'All variants', variants.map(one => ({ value: one.id, text: one.title })))}
            ${this.select('data', 'All data sets', dataSets.map(one => ({ value: one.id, text: `${one.name} ${one.version}` })))}
            ${this.select('kind', 'All media', kinds.map(kind => ({ value: kind, text: kind })))}
            ${this.select('tag', 'All tags', tags.map(tag => ({ value: tag, text: tag })), 1)}
            <label class="check"><input type="checkbox" .checked=${query.get('last') === 'true'} @change=${(event: Event) => this.set('last', (event.target as HTMLInputElement).checked ? 'true' : '')}> Only each run’s last step</label>
            ${set ? html`<a class="more s" href=${keeping(query)}>Clear</a>` : nothing}
        </div>`;
    }
}

/* The same board or stars, without what narrows them. */
function keeping(query: URLSearchParams): string {
    const kept = ['board', 'starred'].filter(name => query.has(name)).map(name => `${name}=${query.get(name)}`);
    return kept.length > 0 ? `gallery?${kept.join('&')}` : 'gallery';
}
