/** How fast this machine is, on fixed work. */
package org.resnetstudio.benchmark;
