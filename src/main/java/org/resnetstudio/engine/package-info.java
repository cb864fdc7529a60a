/**
 * The boundary to deep-learning libraries: {@link org.resnetstudio.engine.Engine} and what passes through it. Each library has a package of
 * its own below this one, with an {@link org.resnetstudio.engine.EngineProvider} by which it is found; nothing else knows it.
 */
package org.resnetstudio.engine;
