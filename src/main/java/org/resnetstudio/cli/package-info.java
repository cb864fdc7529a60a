/** The command line: one class a command. It holds no logic of its own beyond reading options and laying out results. */
package org.resnetstudio.cli;
