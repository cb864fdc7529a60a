package org.resnetstudio.engine.dl4j;

import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineBehaviour;
import org.resnetstudio.engine.EngineException;

class Dl4jNetworkTest extends EngineBehaviour {
    @Override
    protected Engine engine() throws EngineException {
        return Dl4jEngine.create();
    }
}
