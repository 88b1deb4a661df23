/* The numbers of solids, as the server keeps them beside the pictures. */

import { json, type Sample } from '../progress/run-data';

const KEPT = 40;

export interface Grid { side: number; values: Uint8Array }

export class VoxelSource {
    private grids = new Map<string, Promise<Grid>>();

    /* The steps of a run at which it kept solids. */
    async samples(run: number): Promise<Sample[]> {
        const all = await json<Sample[]>(`/api/v1/runs/${run}/samples`);
        return all.filter(sample => sample.media.kind === 'voxels').sort((a, b) => a.step - b.step);
    }

    grid(run: number, step: number, item: number): Promise<Grid> {
        const key = `${run}/${step}/${item}`;
        let grid = this.grids.get(key);
        if (!grid) {
            if (this.grids.size >= KEPT) this.grids.delete(this.grids.keys().next().value!);
            this.grids.set(key, grid = this.fetch(run, step, item));
            grid.catch(() => this.grids.delete(key));
        }
        return grid;
    }

    private async fetch(run: number, step: number, item: number): Promise<Grid> {
        const answer = await fetch(`/api/v1/runs/${run}/samples/${step}/voxels?item=${item}`);
        if (answer.status === 401) location.reload();
        if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.detail ?? `The server answers ${answer.status}.`);
        const values = new Uint8Array(await answer.arrayBuffer());
        return { side: Math.round(Math.cbrt(values.length)), values };
    }
}

export const fileAddress = (run: number, step: number, item: number, threshold: number, format: 'obj' | 'blocks' | 'binvox') =>
    `/api/v1/runs/${run}/samples/${step}/solid?item=${item}&threshold=${threshold}&format=${format}`;
