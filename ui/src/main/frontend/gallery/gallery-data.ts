/* What the server tells of pictures, and how it is asked. */

export interface Picture {
    id: string; run: number; name: string; step: number; kind: string; variant: string; time: string; caption: string;
    starred: boolean; tags: string[]; boards: string[];
}

export interface Board { id: string; name: string; createdBy: string; pictures: number; }

export interface Choices {
    variants: { id: string; title: string }[]; dataSets: { id: string; name: string; version: number }[];
    kinds: string[]; tags: string[]; boards: Board[]; mayCurate: boolean; mayTag: boolean;
}

export interface Passport {
    number: number; name: string; path: string; step: number; picture: number; checkpoint: string | null; variant: string; plugin: string;
    dataSet: string; dataHash: string; seed: number; settings: Record<string, unknown>; time: string;
}

export interface Shown { picture: Picture; passport: Passport; of: number; width: number; height: number; titles: string[]; }

export interface Found { picture: string | null; run: number; step: number; by: 'TEXT' | 'PIXELS'; same: boolean; sentence: string; }

export interface Marking { star?: boolean; tag?: string; untag?: string; board?: string; offBoard?: string; }

const API = '/api/v1';

/* A failure in the server's own words. */
export async function sentence(answer: Response): Promise<string> {
    try {
        return (await answer.json()).detail ?? `The server answered ${answer.status}.`;
    } catch {
        return `The server answered ${answer.status}.`;
    }
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
    const answer = await fetch(API + path, init);
    if (!answer.ok) throw new Error(await sentence(answer));
    return answer.status === 204 ? undefined as T : answer.json();
}

const json = (method: string, body: unknown): RequestInit => ({ method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

/* One project's pictures. */
export class GalleryData {
    constructor(readonly project: string) {}

    page(query: string, after: string | null) {
        return ask<{ pictures: Picture[]; next: string | null }>(`/projects/${this.project}/pictures?limit=200&${query}${after ? `&after=${after}` : ''}`);
    }

    newer(query: string, than: string) { return ask<{ pictures: number }>(`/projects/${this.project}/pictures/newer?${query}&than=${than}`); }

    choices() { return ask<Choices>(`/projects/${this.project}/pictures/choices`); }

    mark(pictures: string[], marking: Marking) { return ask<void>(`/projects/${this.project}/pictures/marks`, json('POST', { pictures, ...marking })); }

    newBoard(name: string) { return ask<Board>(`/projects/${this.project}/boards`, json('POST', { name })); }

    rename(board: string, name: string) { return ask<Board>(`/boards/${board}`, json('PUT', { name })); }

    remove(board: string) { return ask<void>(`/boards/${board}`, { method: 'DELETE' }); }

    shown(picture: string) { return ask<Shown>(`/pictures/${picture}`); }

    find(file: File) { return ask<Found>('/pictures/find', { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: file }); }
}

export const thumbnail = (id: string) => `${API}/pictures/${id}/thumbnail`;
export const image = (id: string) => `${API}/pictures/${id}/image`;

/* To a file of the person's machine. */
export function download(ids: string[], sidecar = false) {
    const link = document.createElement('a');
    link.href = ids.length > 1 ? `${API}/pictures/zip?pictures=${ids.join(',')}` : `${API}/pictures/${ids[0]}/${sidecar ? 'passport' : 'download'}`;
    link.download = '';
    link.setAttribute('router-ignore', '');
    document.body.append(link);
    link.click();
    link.remove();
}
