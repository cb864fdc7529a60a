package org.resnetstudio.engine.pytorch;

import org.resnetstudio.engine.Engine;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.engine.EngineReference;

class PyTorchReferenceTest extends EngineReference {
    @Override
    protected Engine engine() throws EngineException {
        return PyTorchEngine.create();
    }
}
