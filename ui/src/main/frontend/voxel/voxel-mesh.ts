/* The surface of a grid of voxels. Its axes are those of the array it came as: the last one runs fastest and points up. */

export type Axis = 'x' | 'y' | 'z';
/* What lies beyond a place of an axis is cut away. */
export interface Cut { axis: Axis; at: number }

export interface Mesh {
    /* x, y and z of each corner in voxels, y pointing up as screens have it; four corners for each face. */
    corners: Float32Array;
    normals: Int8Array;
    /* How full the face's voxel is, from 0 to 1; below 0 on faces that no cut laid bare. */
    bare: Float32Array;
    triangles: Uint32Array;
    faces: number;
}

const AXES: Axis[] = ['x', 'y', 'z'];

/* Every face of a filled voxel behind which nothing is filled. */
export function surface(values: Uint8Array, side: number, threshold: number, cut: Cut | null): Mesh {
    const limit = threshold * 255;
    const strides = [side * side, side, 1];
    const cutAxis = cut ? AXES.indexOf(cut.axis) : -1, end = cut ? cut.at : side;
    const filled = (place: number) => values[place] > limit;
    // First counted, then written, so that nothing is copied as it grows.
    let faces = 0;
    const visit = (use: (x: number, y: number, z: number, axis: number, up: boolean, place: number, bare: boolean) => void) => {
        const most = [side, side, side];
        if (cutAxis >= 0) most[cutAxis] = end;
        const at = [0, 0, 0];
        for (at[0] = 0; at[0] < most[0]; at[0]++) for (at[1] = 0; at[1] < most[1]; at[1]++) for (at[2] = 0; at[2] < most[2]; at[2]++) {
            const place = at[0] * strides[0] + at[1] * strides[1] + at[2];
            if (!filled(place)) continue;
            for (let axis = 0; axis < 3; axis++) {
                if (at[axis] === 0 || !filled(place - strides[axis])) use(at[0], at[1], at[2], axis, false, place, false);
                const last = at[axis] === most[axis] - 1;
                if (last || !filled(place + strides[axis])) use(at[0], at[1], at[2], axis, true, place, axis === cutAxis && last && end < side);
            }
        }
    };
    visit(() => { faces++; });
    const mesh: Mesh = { corners: new Float32Array(faces * 12), normals: new Int8Array(faces * 12), bare: new Float32Array(faces * 4), triangles: new Uint32Array(faces * 6), faces };
    let face = 0;
    visit((x, y, z, axis, up, place, bare) => write(mesh, face++, [x, y, z], axis, up, side, bare ? values[place] / 255 : -1));
    return mesh;
}

/* Array axes (x, y, z) are (x, −z, y) on the screen, as in the files for other programs. */
function write(mesh: Mesh, face: number, at: number[], axis: number, up: boolean, side: number, bare: number) {
    const other = [(axis + 1) % 3, (axis + 2) % 3];
    const turns = up ? [[0, 0], [1, 0], [1, 1], [0, 1]] : [[0, 0], [0, 1], [1, 1], [1, 0]];
    turns.forEach(([first, second], corner) => {
        const point = [...at];
        point[axis] += up ? 1 : 0;
        point[other[0]] += first;
        point[other[1]] += second;
        const to = face * 12 + corner * 3;
        mesh.corners.set([point[0], point[2], side - point[1]], to);
        const way = up ? 127 : -127;
        mesh.normals.set([axis === 0 ? way : 0, axis === 2 ? way : 0, axis === 1 ? -way : 0], to);
        mesh.bare[face * 4 + corner] = bare;
    });
    mesh.triangles.set([0, 1, 2, 0, 2, 3].map(corner => face * 4 + corner), face * 6);
}

export function filledCount(values: Uint8Array, threshold: number): number {
    const limit = threshold * 255;
    let filled = 0;
    for (const value of values) if (value > limit) filled++;
    return filled;
}

/* How many parts there are that touch each other in no face. */
export function pieces(values: Uint8Array, side: number, threshold: number): number {
    const limit = threshold * 255, seen = new Uint8Array(values.length), stack: number[] = [];
    let found = 0;
    for (let start = 0; start < values.length; start++) {
        if (seen[start] || values[start] <= limit) continue;
        found++;
        seen[start] = 1;
        stack.push(start);
        while (stack.length > 0) {
            const place = stack.pop()!;
            const z = place % side, y = Math.floor(place / side) % side, x = Math.floor(place / side / side);
            const next = [[x > 0, -side * side], [x < side - 1, side * side], [y > 0, -side], [y < side - 1, side], [z > 0, -1], [z < side - 1, 1]] as [boolean, number][];
            for (const [inside, by] of next) {
                const neighbour = place + by;
                if (inside && !seen[neighbour] && values[neighbour] > limit) {
                    seen[neighbour] = 1;
                    stack.push(neighbour);
                }
            }
        }
    }
    return found;
}

/* How full each voxel of one layer is, row by row from the top as one looks along the axis. */
export function layer(values: Uint8Array, side: number, { axis, at }: Cut): Uint8Array {
    const out = new Uint8Array(side * side), place = Math.max(0, Math.min(side - 1, at - 1));
    for (let row = 0; row < side; row++) for (let column = 0; column < side; column++) {
        const high = side - 1 - row;
        const [x, y, z] = axis === 'x' ? [place, column, high] : axis === 'y' ? [column, place, high] : [column, high, place];
        out[row * side + column] = values[(x * side + y) * side + z];
    }
    return out;
}
