/* What the page of a run's solids shows: all of it stands in the address. */

import { AT_FIRST } from './gannet-voxel-view';
import type { Axis, Cut } from './voxel-mesh';
import type { Camera } from './voxel-scene';

export interface VoxelView {
    /* Null for the newest. */
    step: number | null;
    item: number;
    /* Another solid beside it, of this run or of another; null for none. */
    other: { run: number; item: number } | null;
    threshold: number;
    cut: Cut | null;
    camera: Camera;
}

export function readVoxelView(query: string, run: number): VoxelView {
    const given = new URLSearchParams(query);
    const number = (name: string, otherwise: number, least: number, most: number) => {
        const value = Number(given.get(name) ?? NaN);
        return Number.isFinite(value) ? Math.max(least, Math.min(most, value)) : otherwise;
    };
    const whole = (name: string, otherwise: number, most = Number.MAX_SAFE_INTEGER) => Math.round(number(name, otherwise, 0, most));
    const item = whole('item', 0, 65_535);
    const axis = (['x', 'y', 'z'] as Axis[]).find(one => one === given.get('axis'));
    return {
        step: given.has('step') ? whole('step', 0) : null, item,
        other: given.has('with') || given.has('withItem') ? { run: whole('with', run), item: whole('withItem', item, 65_535) } : null,
        threshold: number('threshold', 0.5, 0.02, 0.98), cut: axis ? { axis, at: Math.max(1, whole('cut', 1, 256)) } : null,
        camera: { around: number('around', AT_FIRST.around, -100, 100), above: number('above', AT_FIRST.above, -1.56, 1.56), near: number('near', 1, 0.4, 6) }
    };
}

export function writeVoxelView(view: VoxelView, run: number): string {
    const said = new URLSearchParams();
    if (view.step !== null) said.set('step', String(view.step));
    if (view.item > 0) said.set('item', String(view.item));
    if (view.other) {
        if (view.other.run !== run) said.set('with', String(view.other.run));
        said.set('withItem', String(view.other.item));
    }
    if (view.threshold !== 0.5) said.set('threshold', String(view.threshold));
    if (view.cut) {
        said.set('axis', view.cut.axis);
        said.set('cut', String(view.cut.at));
    }
    const { around, above, near } = view.camera;
    if (around !== AT_FIRST.around || above !== AT_FIRST.above || near !== AT_FIRST.near) {
        said.set('around', around.toFixed(2));
        said.set('above', above.toFixed(2));
        said.set('near', near.toFixed(2));
    }
    return said.toString();
}
