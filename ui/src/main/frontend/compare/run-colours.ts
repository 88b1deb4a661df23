/* One colour for each run. The first eight can be told apart by people who see fewer colours; beyond, hues are shared out evenly. */

const EIGHT: [light: string, dark: string][] = [
    ['#1766c2', '#6bb1ff'], ['#b84f00', '#ffa45c'], ['#17734a', '#56c795'], ['#8b4fa0', '#d296e8'],
    ['#7a6a00', '#c9b653'], ['#00818f', '#4cc9d8'], ['#a6366f', '#f285b8'], ['#5d6b76', '#a9b7c0']
];

/* As CSS has it, for either scheme. */
export function runColour(place: number, count: number): string {
    if (count <= EIGHT.length) return `light-dark(${EIGHT[Math.max(0, place)].join()})`;
    const hue = Math.round(place / count * 360);
    return `light-dark(oklch(.52 .13 ${hue}), oklch(.76 .12 ${hue}))`;
}

/* A, B, C, … for as many as have a letter. */
export const letter = (place: number) => place < 26 ? String.fromCharCode(65 + place) : '';

/* What a colour is at this place and in this scheme: a canvas knows neither variables nor schemes. */
export function painted(place: HTMLElement, colours: string[]): string[] {
    const probe = document.createElement('i');
    place.append(probe);
    const found = colours.map(colour => {
        probe.style.color = colour;
        return getComputedStyle(probe).color;
    });
    probe.remove();
    return found;
}
