import { BufferAttribute, BufferGeometry, Color, Mesh as Body, PerspectiveCamera, Scene, ShaderMaterial, Vector3, WebGLRenderer } from 'three';
import type { Mesh } from './voxel-mesh';

/* Where one looks from: angles in radians, and how near. */
export interface Camera { around: number; above: number; near: number }

const VERTEX = `
    attribute float bare;
    varying vec3 place;
    varying vec3 facing;
    varying float fullness;
    void main() {
        place = position;
        facing = normal;
        fullness = bare;
        gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
    }`;

/* Light from above, in front and the left; hairlines between voxels, which fade where they would be finer than a pixel. What a
   cut laid bare is coloured by how full it is. */
const FRAGMENT = `
    uniform vec3 body;
    uniform vec3 full;
    varying vec3 place;
    varying vec3 facing;
    varying float fullness;
    void main() {
        float light = 0.82 + 0.34 * max(0.0, facing.y) + 0.10 * facing.z - 0.14 * facing.x - 0.24 * max(0.0, -facing.y);
        vec3 colour = fullness < 0.0 ? body * light : mix(body * 0.6, full, fullness);
        vec3 width = fwidth(place);
        vec3 line = smoothstep(vec3(0.0), width * 1.2, abs(fract(place - 0.5) - 0.5)) ;
        vec3 across = step(vec3(0.5), abs(facing));
        line = max(line, across);
        float seen = 1.0 - smoothstep(0.15, 0.45, max(width.x, max(width.y, width.z)));
        colour *= 1.0 - 0.34 * seen * (1.0 - min(line.x, min(line.y, line.z)));
        gl_FragColor = vec4(colour, 1.0);
    }`;

/* One solid on a canvas. */
export class VoxelScene {
    private readonly renderer: WebGLRenderer;
    private readonly scene = new Scene();
    private readonly lens = new PerspectiveCamera(32, 1, 0.1, 4000);
    private readonly material = new ShaderMaterial({ vertexShader: VERTEX, fragmentShader: FRAGMENT, uniforms: { body: { value: new Color() }, full: { value: new Color() } } });
    private body: Body | null = null;
    private side = 1;

    constructor(private readonly canvas: HTMLCanvasElement) {
        this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
    }

    show(mesh: Mesh, side: number) {
        this.side = side;
        if (this.body) {
            this.scene.remove(this.body);
            this.body.geometry.dispose();
        }
        const geometry = new BufferGeometry();
        geometry.setAttribute('position', new BufferAttribute(mesh.corners, 3));
        geometry.setAttribute('normal', new BufferAttribute(mesh.normals, 3, true));
        geometry.setAttribute('bare', new BufferAttribute(mesh.bare, 1));
        geometry.setIndex(new BufferAttribute(mesh.triangles, 1));
        this.body = new Body(geometry, this.material);
        this.body.frustumCulled = false;
        this.scene.add(this.body);
    }

    /* As CSS names colours. */
    paint(body: string, full: string) {
        (this.material.uniforms.body.value as Color).setStyle(body, '');
        (this.material.uniforms.full.value as Color).setStyle(full, '');
    }

    resize(wide: number, tall: number) {
        this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
        this.renderer.setSize(wide, tall, false);
        this.lens.aspect = wide / Math.max(1, tall);
        this.lens.updateProjectionMatrix();
    }

    draw(camera: Camera) {
        const middle = new Vector3(this.side / 2, this.side / 2, this.side / 2);
        // A little more than the cube's diagonal at the nearest.
        const far = this.side * 3.1 / camera.near / Math.min(1, this.lens.aspect);
        this.lens.position.set(
            middle.x + far * Math.cos(camera.above) * Math.sin(camera.around), middle.y + far * Math.sin(camera.above), middle.z + far * Math.cos(camera.above) * Math.cos(camera.around));
        this.lens.lookAt(middle);
        this.renderer.render(this.scene, this.lens);
    }

    /* What is on the canvas, as a PNG. It is drawn anew, since a canvas forgets what it has shown. */
    picture(camera: Camera): Promise<Blob | null> {
        this.draw(camera);
        return new Promise(resolve => this.canvas.toBlob(resolve, 'image/png'));
    }

    close() {
        this.body?.geometry.dispose();
        this.material.dispose();
        this.renderer.dispose();
    }
}
