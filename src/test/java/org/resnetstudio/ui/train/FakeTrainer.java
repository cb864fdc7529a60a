package org.resnetstudio.ui.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.resnetstudio.runs.EventCodec;
import org.resnetstudio.runs.TrainingEvent;
import org.resnetstudio.training.TrainerCommand;
import org.resnetstudio.training.TrainerProcess;

/**
 * A trainer process that follows a script: {@code complete} trains two epochs and ends; {@code wait} trains one epoch and waits for
 * {@code stop}; {@code refuse} ends with a sentence, as for wrong settings;
 * {@code silent} says nothing at all.
 */
public final class FakeTrainer {
    private FakeTrainer() {}

    /** A starter of such processes that notes their arguments. */
    static TrainerStarter starter(String script, List<List<String>> started) {
        return (arguments, listener) -> {
            started.add(arguments);
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String classPath = System.getProperty("java.class.path");
            List<String> command = List.of(java, "-Xmx64m", "-cp", classPath, FakeTrainer.class.getName(), script);
            return TrainerProcess.start(new TrainerCommand(command, Map.of()), listener);
        };
    }

    /** The process. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("refuse")) {
            System.err.println("The disk is full: free some space and train again.");
            System.exit(1);
        }
        if (arguments[0].equals("silent")) {
            System.in.read();
            return;
        }
        say(new TrainingEvent.Preparing(Events.START, 20, 20));
        say(Events.started(2, 1));
        epoch(1, 0.5);
        if (arguments[0].equals("wait")) {
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                switch (line) {
                    case "pause" -> say(controlled(TrainingEvent.Controlled.Action.PAUSED));
                    case "continue" -> say(controlled(TrainingEvent.Controlled.Action.CONTINUED));
                    case "checkpoint" -> say(Events.saved(1));
                    case "stop" -> {
                        say(Events.finished(TrainingEvent.Outcome.STOPPED, 1));
                        return;
                    }
                    case "learning-rate 0.02" -> say(changed(TrainingEvent.Controlled.Action.LEARNING_RATE, 0.02));
                    case "epochs 9" -> say(changed(TrainingEvent.Controlled.Action.EPOCHS, 9));
                    case "patience 4" -> say(changed(TrainingEvent.Controlled.Action.PATIENCE, 4));
                    default -> throw new IllegalArgumentException(line);
                }
            }
            return;
        }
        epoch(2, 0.75);
        say(Events.finished(TrainingEvent.Outcome.COMPLETED, 2));
    }

    private static void epoch(int epoch, double accuracy) {
        for (int batch = 1; batch <= 4; batch++) {
            say(Events.batch(epoch, batch, 2.0 / (epoch + batch)));
        }
        say(Events.epoch(epoch, accuracy));
        say(Events.saved(epoch));
    }

    private static TrainingEvent controlled(TrainingEvent.Controlled.Action action) {
        return new TrainingEvent.Controlled(Events.START, 2, 0, action, OptionalDouble.empty());
    }

    private static TrainingEvent changed(TrainingEvent.Controlled.Action action, double value) {
        return new TrainingEvent.Controlled(Events.START, 2, 0, action, OptionalDouble.of(value));
    }

    private static void say(TrainingEvent event) {
        System.out.println(EventCodec.write(event));
        System.out.flush();
    }
}
