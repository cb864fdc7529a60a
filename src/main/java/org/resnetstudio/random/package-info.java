/** Random numbers that depend on their seeds alone, on every machine and Java version: the only ones that the program draws. */
package org.resnetstudio.random;
