"""Makes the Keras fixtures beside itself with Keras 3 on TensorFlow: make_keras.py

A thin ResNet out of the very functions that build keras.applications.ResNet50, with random weights and statistics, saved in the three
layouts that people have: weights alone and a whole model in the classic one, and Keras 3's own. logits.json holds what Keras computes.
"""
import json
import os

import h5py
import keras
import numpy as np
from keras.src.applications import resnet
from keras.src.legacy.saving import legacy_h5_format

FOLDER = os.path.dirname(os.path.abspath(__file__))
SIZE, CLASSES = 33, 5


def stacks(x):
    x = resnet.stack_residual_blocks_v1(x, 2, 2, stride1=1, name="conv2")
    return resnet.stack_residual_blocks_v1(x, 3, 1, name="conv3")


def randomize(model, seed):
    random = np.random.default_rng(seed)
    for layer in model.layers:
        values = []
        for weight in layer.weights:
            shape = tuple(weight.shape)
            if weight.name == "kernel":
                values.append(random.normal(0, np.sqrt(2 / np.prod(shape[:-1])), shape))
            elif weight.name in ("gamma", "moving_variance"):
                values.append(random.uniform(0.5, 1.5, shape))
            else:
                values.append(random.normal(0, 0.2, shape))
        layer.set_weights(values)


def main():
    model = resnet.ResNet(stacks, False, True, name="thin", weights=None, input_shape=(SIZE, SIZE, 3),
                          classes=CLASSES, classifier_activation=None)
    randomize(model, 1)
    with h5py.File(os.path.join(FOLDER, "keras-classic.h5"), "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, model)
    model.save(os.path.join(FOLDER, "keras-model.h5"))
    model.save_weights(os.path.join(FOLDER, "keras-3.weights.h5"))
    without_top = keras.Model(model.input, model.get_layer("avg_pool").output)
    without_top.save_weights(os.path.join(FOLDER, "keras-3-no-top.weights.h5"))
    images = np.sin(np.arange(2 * 3 * SIZE * SIZE) * 0.11).astype("float32").reshape(2, 3, SIZE, SIZE)
    logits = model.predict(images.transpose(0, 2, 3, 1), verbose=0)
    with open(os.path.join(FOLDER, "keras-logits.json"), "w") as file:
        json.dump({"keras": keras.__version__, "logits": logits.tolist()}, file)
        file.write("\n")


main()
