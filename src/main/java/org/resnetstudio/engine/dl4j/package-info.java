/** The Deeplearning4j engine: the only package that sees Deeplearning4j and ND4J. */
package org.resnetstudio.engine.dl4j;
