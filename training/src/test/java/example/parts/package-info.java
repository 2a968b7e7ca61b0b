/** Parts that another project would write, with public types only, in one training. */
package example.parts;
