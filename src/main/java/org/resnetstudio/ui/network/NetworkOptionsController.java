package org.resnetstudio.ui.network;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import org.resnetstudio.network.BlockDetails;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.Body;
import org.resnetstudio.network.Head;
import org.resnetstudio.network.Stem;
import org.resnetstudio.ui.control.ChoiceInput;
import org.resnetstudio.ui.control.NumberInput;
import org.resnetstudio.ui.shell.Messages;

/** Binds {@code network-options.fxml} to what can be changed in a variant. */
public final class NetworkOptionsController {
    private final NetworkModel model;
    private final Messages messages;

    @FXML
    private Label title;

    @FXML
    private Hyperlink reset;

    @FXML
    private ChoiceInput<BlockKind> block;

    @FXML
    private NumberInput blocks;

    @FXML
    private NumberInput channels;

    @FXML
    private NumberInput strides;

    @FXML
    private ChoiceInput<Stem.Kind> stem;

    @FXML
    private NumberInput stemChannels;

    @FXML
    private ChoiceInput<Head.Pooling> pooling;

    @FXML
    private NumberInput hiddenUnits;

    @FXML
    private NumberInput dropout;

    @FXML
    private ChoiceInput<Head.Output> output;

    @FXML
    private ChoiceInput<BlockDetails.Order> order;

    @FXML
    private ChoiceInput<Body.Downsampling> downsampling;

    @FXML
    private ChoiceInput<BlockDetails.DownsamplingBlock> downsamplingBlock;

    @FXML
    private ChoiceInput<BlockDetails.Projection> projection;

    @FXML
    private ChoiceInput<BlockDetails.ZeroPadding> zeroPadding;

    @FXML
    private NumberInput squeezeRatio;

    @FXML
    private NumberInput epsilon;

    @FXML
    private NumberInput momentum;

    @FXML
    private CheckBox convolutionBias;

    @FXML
    private CheckBox samePadding;

    @FXML
    private CheckBox zeroLastGamma;

    /** For the loader of FXML. */
    public NetworkOptionsController(NetworkModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    @FXML
    void initialize() {
        NetworkOptions options = model.options();
        title.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.variantProperty().get().title(), model.variantProperty()));
        reset.disableProperty().bind(model.changedProperty().not());
        connect(block, BlockKind.values(), options.blockProperty());
        connect(stem, Stem.Kind.values(), options.stemProperty());
        connect(pooling, Head.Pooling.values(), options.poolingProperty());
        connect(output, Head.Output.values(), options.outputProperty());
        connect(order, BlockDetails.Order.values(), options.orderProperty());
        connect(downsampling, Body.Downsampling.values(), options.downsamplingProperty());
        connect(downsamplingBlock, BlockDetails.DownsamplingBlock.values(), options.downsamplingBlockProperty());
        connect(projection, BlockDetails.Projection.values(), options.projectionProperty());
        connect(zeroPadding, BlockDetails.ZeroPadding.values(), options.zeroPaddingProperty());
        connect(blocks, options.blocksProperty());
        connect(channels, options.channelsProperty());
        connect(strides, options.stridesProperty());
        connect(stemChannels, options.stemChannelsProperty());
        connect(hiddenUnits, options.hiddenUnitsProperty());
        connect(dropout, options.dropoutProperty());
        connect(squeezeRatio, options.squeezeRatioProperty());
        connect(epsilon, options.epsilonProperty());
        connect(momentum, options.momentumProperty());
        convolutionBias.selectedProperty().bindBidirectional(options.convolutionBiasProperty());
        samePadding.selectedProperty().bindBidirectional(options.samePaddingProperty());
        zeroLastGamma.selectedProperty().bindBidirectional(options.zeroLastGammaProperty());
    }

    private <E extends Enum<E>> void connect(ChoiceInput<E> input, E[] values, ObjectProperty<E> value) {
        input.connect(List.of(values), value, constant -> OptionTexts.value(value.getName(), constant, messages));
    }

    /** What is wrong with any of them stands below the screen's settings, because it can take two of them to be wrong. */
    private void connect(NumberInput input, StringProperty text) {
        input.connect(text);
        input.field().focusedProperty().addListener(o -> model.undo().endStep());
    }

    @FXML
    void reset() {
        model.reset();
        reset.setVisited(false);
    }
}
