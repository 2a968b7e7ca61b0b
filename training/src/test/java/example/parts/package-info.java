/** Parts that another project would write, with public types alone, in one training. */
package example.parts;
