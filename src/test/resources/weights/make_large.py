"""Makes networks of full size with random weights, and what their own libraries compute with them: make_large.py FOLDER

With torchvision: resnet18, resnet50, resnet152 as .safetensors, with timm: seresnet50, resnet50d, resnetv2-50. With Keras:
keras-resnet50 as a classic .h5, keras-resnet101 as .weights.h5. Whichever of the libraries is installed is used. Beside each, NAME.json has the log-probabilities of two pictures,
sin(i * 0.11), of 64 x 64 pixels. LargeNetworksTest reads the folder that -Dresnetstudio.large-networks=FOLDER names.
"""
import json
import os
import sys

import numpy as np

FOLDER, SIZE = sys.argv[1], 64
IMAGES = np.sin(np.arange(2 * 3 * SIZE * SIZE) * 0.11).astype("float32").reshape(2, 3, SIZE, SIZE)


def write(name, file, logits):
    logits = logits.astype("float64")
    log_probabilities = logits - np.log(np.exp(logits - logits.max(1, keepdims=True)).sum(1, keepdims=True)) \
        - logits.max(1, keepdims=True)
    with open(os.path.join(FOLDER, name + ".json"), "w") as out:
        json.dump({"weights": file, "logProbabilities": log_probabilities.tolist()}, out)
    print(name, "logits from", logits.min(), "to", logits.max())


def with_torchvision():
    import torchvision
    for depth in (18, 50, 152):
        from_pytorch(f"resnet{depth}", lambda: getattr(torchvision.models, f"resnet{depth}")(weights=None), depth,
                     "bn2" if depth < 50 else "bn3")


def with_timm():
    import timm
    for seed, (name, model) in enumerate({"seresnet50": "seresnet50", "resnet50d": "resnet50d",
                                          "resnetv2-50": "resnetv2_50"}.items()):
        from_pytorch(name, lambda: timm.create_model(model), seed, "bn3")


def from_pytorch(variant, create, seed, last):
    import safetensors.torch
    import torch
    torch.manual_seed(seed)
    model = create().train()
    for name, module in model.named_modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            # as in trained networks: blocks add a little, statistics are those of pictures; else 152 layers of
            # rounding errors blow up in PyTorch itself
            low, high = (0.1, 0.4) if name.endswith(last) else (0.5, 1.5)
            torch.nn.init.uniform_(module.weight, low, high)
            torch.nn.init.normal_(module.bias, 0, 0.1)
            module.momentum = 1.0
    with torch.no_grad():
        model(torch.randn(16, 3, SIZE, SIZE))
    model.eval()
    file = f"{variant}.safetensors"
    safetensors.torch.save_file(model.state_dict(), os.path.join(FOLDER, file))
    with torch.no_grad():
        logits = model(torch.from_numpy(IMAGES)).numpy()
        exact = model.double()(torch.from_numpy(IMAGES).double()).numpy()
        print("PyTorch itself differs from double precision by", abs(logits - exact).max())
        write(variant, file, logits)


def with_keras():
    import h5py
    import keras
    from keras.src.legacy.saving import legacy_h5_format
    for depth in (50, 101):
        random = np.random.default_rng(depth)
        build = getattr(keras.applications, f"ResNet{depth}")
        model = build(weights=None, input_shape=(SIZE, SIZE, 3), classifier_activation=None)
        for layer in model.layers:
            layer.set_weights([
                value if w.name == "kernel" else
                random.uniform(0.5, 1.5, value.shape) if w.name in ("gamma", "moving_variance") else
                random.normal(0, 0.1, value.shape)
                for w, value in zip(layer.weights, layer.get_weights())])
        file = f"keras-resnet{depth}" + (".h5" if depth == 50 else ".weights.h5")
        if depth == 50:
            with h5py.File(os.path.join(FOLDER, file), "w") as out:
                legacy_h5_format.save_weights_to_hdf5_group(out, model)
        else:
            model.save_weights(os.path.join(FOLDER, file))
        write(f"keras-resnet{depth}", file, model.predict(IMAGES.transpose(0, 2, 3, 1), verbose=0))


os.makedirs(FOLDER, exist_ok=True)
for make in (with_torchvision, with_timm, with_keras):
    try:
        make()
    except ImportError as error:
        print("left out:", error)
