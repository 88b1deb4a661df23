/* three.js brings no types of its own; what is used of it is little, and drawn in a test. */
declare module 'three' {
    class Thing { constructor(...given: any[]); [name: string]: any }
    export class BufferAttribute extends Thing {}
    export class BufferGeometry extends Thing {}
    export class Color extends Thing {}
    export class Mesh extends Thing {}
    export class PerspectiveCamera extends Thing {}
    export class Scene extends Thing {}
    export class ShaderMaterial extends Thing {}
    export class Vector3 extends Thing {}
    export class WebGLRenderer extends Thing {}
}
