package org.resnetstudio.engine.dl4j;

import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.EngineReference;

class Dl4jReferenceTest extends EngineReference {
    @Override
    protected Engine engine() throws EngineException {
        return Dl4jEngine.create();
    }
}
