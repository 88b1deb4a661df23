/* Asking the server: what it refuses comes back in its own words. */

export async function ask<T>(address: string, method = 'GET', body?: unknown): Promise<T> {
    const init: RequestInit = body === undefined ? { method } : { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`/api/v1${address}`, { ...init, cache: 'no-store' });
    if (answer.status === 204) return undefined as T;
    const said = await answer.json().catch(() => null);
    if (!answer.ok) throw Object.assign(new Error(said?.detail ?? `The server answered ${answer.status}.`), { status: answer.status });
    return said;
}

export const sentence = (failure: unknown) => failure instanceof TypeError ? 'The server does not answer at the moment; try again shortly.' : (failure as Error).message;

export const day = (time: string) => new Date(time).toLocaleDateString(document.documentElement.lang || undefined, { day: 'numeric', month: 'short', year: 'numeric' });
export const moment = (time: string) => new Date(time).toLocaleString(document.documentElement.lang || undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
