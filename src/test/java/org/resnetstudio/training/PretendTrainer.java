package org.resnetstudio.training;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.runs.EventCodec;
import org.resnetstudio.runs.TrainingEvent;

/** A trainer process for tests, which behaves as its argument says. */
final class PretendTrainer {
    private PretendTrainer() {}

    public static void main(String[] args) throws Exception {
        System.out.println(EventCodec.write(new TrainingEvent.Preparing(1, 0, 1)));
        switch (args[0]) {
            case "finish" -> System.out.println("OMP: a native library talks");
            case "fail" -> {
                System.err.println("Something about warnings.");
                System.err.println("The disk is full: free some space.");
                System.exit(1);
            }
            case "explain" -> {
                Sentence why = Sentence.of("problem.training.disk-full");
                System.out.println(EventCodec.write(new TrainingEvent.Failed(2, why)));
                System.err.println(why.english());
                System.exit(1);
            }
            case "crash" -> {
                System.err.println("SIGSEGV");
                Runtime.getRuntime().halt(134);
            }
            case "exit" -> Runtime.getRuntime().halt(Integer.parseInt(args[1]));
            case "native" -> {
                Field instance = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
                instance.setAccessible(true);
                Object unsafe = instance.get(null);
                unsafe.getClass()
                        .getMethod("putAddress", long.class, long.class)
                        .invoke(unsafe, 0L, 0L);
            }
            case "talk" -> {
                for (int i = 0; i < 100_000; i++) {
                    System.out.println(EventCodec.write(new TrainingEvent.Preparing(i, i, 100_000)));
                }
            }
            case "wait" -> {
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                String line = in.readLine();
                System.out.println(EventCodec.write(new TrainingEvent.Warning(2, Sentence.inWords("heard " + line))));
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
