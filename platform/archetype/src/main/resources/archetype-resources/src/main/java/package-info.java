/// A kind of GAN for Gannet.
package ${package};
