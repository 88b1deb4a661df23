import { svg, type SVGTemplateResult } from 'lit';

/* The states' shapes, as gannet.ui.StateMark draws them. */
const shapes: Record<string, SVGTemplateResult> = {
    QUEUED: svg`<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2 1.8"/>`,
    STARTING: svg`<path d="M6 1.8a4.2 4.2 0 0 1 0 8.4" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>`,
    RUNNING: svg`<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.6"/><circle class="pulse" cx="6" cy="6" r="2.2" fill="currentColor"/>`,
    PAUSED: svg`<path d="M4 2.5v7M8 2.5v7" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>`,
    PREEMPTING: svg`<path d="M4.5 2L2 4.5 4.5 7M2.2 4.5h5a2.6 2.6 0 0 1 0 5.2H5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`,
    STOPPING: svg`<rect x="2.8" y="2.8" width="6.4" height="6.4" rx="1.4" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
    SUCCEEDED: svg`<path d="M2 6.5l2.8 2.7L10 3.2" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`,
    FAILED: svg`<path d="M2.5 2.5l7 7M9.5 2.5l-7 7" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/>`,
    STOPPED: svg`<rect x="2.5" y="2.5" width="7" height="7" rx="1.5" fill="currentColor"/>`
};

export const shape = (state: string) => shapes[state === 'PAUSING' ? 'PAUSED' : state] ?? shapes.QUEUED;
