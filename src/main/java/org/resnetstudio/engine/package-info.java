/** The boundary to deep-learning libraries: {@link org.resnetstudio.engine.Engine} and what passes through it. */
package org.resnetstudio.engine;
