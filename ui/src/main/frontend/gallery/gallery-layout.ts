/* How pictures stand on a wall: rows of equal height, each day's under its name, in CSS pixels. */

export interface Row { top: number; height: number; day: string; first: number; count: number; }

export interface Wall { columns: number; cell: number; tall: number; rows: Row[]; height: number; }

export const GAP = 8;
const DAY = 36;
const WORDS = 20;
const WANTED = 148;

export function arrange(days: string[], width: number): Wall {
    const columns = Math.max(3, Math.floor((width + GAP) / (WANTED + GAP)));
    const cell = Math.max(1, Math.floor((width - GAP * (columns - 1)) / columns));
    const tall = cell + WORDS + GAP;
    const rows: Row[] = [];
    let top = 0;
    for (let at = 0; at < days.length;) {
        let end = at;
        while (end < days.length && days[end] === days[at]) end++;
        rows.push({ top, height: DAY, day: days[at], first: at, count: 0 });
        top += DAY;
        for (let first = at; first < end; first += columns) {
            rows.push({ top, height: tall, day: '', first, count: Math.min(columns, end - first) });
            top += tall;
        }
        top += GAP;
        at = end;
    }
    return { columns, cell, tall, rows, height: top };
}

/* The rows that touch a stretch of the wall. */
export function between(wall: Wall, top: number, bottom: number): [number, number] {
    const first = search(wall.rows, row => row.top + row.height > top);
    const last = search(wall.rows, row => row.top >= bottom);
    return [first, Math.max(first, last)];
}

/* The row of pictures in which one stands. */
export function rowOf(wall: Wall, picture: number): number {
    let row = search(wall.rows, one => one.first > picture) - 1;
    while (row > 0 && wall.rows[row].count === 0) row--;
    return Math.max(0, row);
}

function search(rows: Row[], is: (row: Row) => boolean): number {
    let low = 0, high = rows.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (is(rows[middle])) high = middle; else low = middle + 1;
    }
    return low;
}

/* The picture one row up or down, in the same column where there is one. */
export function across(wall: Wall, picture: number, direction: -1 | 1): number {
    const here = rowOf(wall, picture);
    let row = here + direction;
    while (wall.rows[row]?.count === 0) row += direction;
    const there = wall.rows[row];
    return there ? there.first + Math.min(there.count - 1, picture - wall.rows[here].first) : picture;
}
