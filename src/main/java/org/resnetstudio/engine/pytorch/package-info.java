/** The PyTorch engine: libtorch through Deep Java Library. The only package that imports {@code ai.djl}. */
package org.resnetstudio.engine.pytorch;
