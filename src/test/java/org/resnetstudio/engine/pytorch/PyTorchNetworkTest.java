package org.resnetstudio.engine.pytorch;

import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineBehaviour;
import org.resnetstudio.engine.EngineException;

class PyTorchNetworkTest extends EngineBehaviour {
    @Override
    protected Engine engine() throws EngineException {
        return PyTorchEngine.create();
    }
}
