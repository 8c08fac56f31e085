package org.zhuqi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "lifecycle",
        mixinStandardHelpOptions = true,
        description = {
            "Whole lives of tickets, durable: ours from the command topic and through HTTP, the same loop without any",
            "decision, Kafka alone, Flowable, and a plain service with Spring and JPA; one after the other, and compared."
        })
final class LifecycleBench implements Callable<Integer> {
    @Mixin
    private final Options options = new Options();

    @Mixin
    private final Report report = new Report();

    /** Of all that is compared. */
    static final class Options {
        @Mixin
        private final TopicOptions topic = new TopicOptions();

        @Mixin
        private final CallerOptions callers = new CallerOptions();

        @Mixin
        private final HttpBench.Options http = new HttpBench.Options();
    }

    @Override
    public Integer call() throws Exception {
        return report.of(parts(options));
    }

    static List<Report.Part> parts(Options options) {
        Standings standings = new Standings(options.callers.callers);
        return List.of(
                new Report.Part("topic", page -> standings.topic = TopicBench.run(options.topic, true, page)),
                new Report.Part("http", page -> standings.http = HttpBench.run(options.callers, options.http, page)),
                new Report.Part("flowable", page -> standings.flowable = FlowableBench.run(options.callers, page)),
                new Report.Part("jpa", page -> standings.jpa = JpaBench.run(options.callers, page)),
                new Report.Part("comparison", standings::compare));
    }

    /** What has been measured; a part that failed is missing. */
    private static final class Standings {
        private final List<Integer> callers;
        private TopicBench.@Nullable Rates topic;
        private @Nullable List<LoadResult> http;
        private @Nullable List<LoadResult> flowable;
        private @Nullable List<LoadResult> jpa;

        Standings(List<Integer> callers) {
            this.callers = callers;
        }

        void compare(Page page) {
            page.heading("Lifecycles side by side");
            page.line("Lifecycles of six commands per second, each durable, one after the other on this machine.");
            List<Object> columns = new ArrayList<>(List.of("lifecycles/s"));
            callers.forEach(number -> columns.add(number + (number == 1 ? " caller" : " callers")));
            page.header(columns.toArray());
            Bars bars = new Bars(
                    "Lifecycles per second", "six commands each, durable; the most with any number of callers");
            if (topic != null) {
                row(page, "ours, from the command topic", topic.engine());
                row(page, "the same loop without any decision", topic.limit());
                row(page, "Kafka alone, the same messages in and out", topic.kafka());
                row(page, "Kafka alone, the commands appended", topic.produced());
                bars.ours("ours, from the topic", topic.engine());
                bars.other("loop without decision", topic.limit());
                bars.other("Kafka alone, in and out", topic.kafka());
            }
            row(page, "ours, through HTTP", http);
            row(page, "Flowable, in its own process", flowable);
            row(page, "Spring and JPA, through HTTP", jpa);
            if (http != null) {
                bars.ours("ours, through HTTP", best(http, LoadResult::lifecyclesPerSecond));
            }
            if (jpa != null) {
                bars.other("Spring and JPA, through HTTP", best(jpa, LoadResult::lifecyclesPerSecond));
            }
            if (flowable != null) {
                bars.other("Flowable, in its process", best(flowable, LoadResult::lifecyclesPerSecond));
            }
            page.chart("lifecycles", bars);
            ratios(page);
        }

        private void ratios(Page page) {
            if (flowable == null) {
                return;
            }
            double best = best(flowable, LoadResult::lifecyclesPerSecond);
            if (topic != null) {
                page.budget(
                        "from the command topic, against the best of Flowable",
                        Budget.atLeast(50, "×"),
                        topic.engine() / best);
            }
            if (http != null) {
                page.budget(
                        "through HTTP, against Flowable, both with %d callers".formatted(callers.getLast()),
                        Budget.atLeast(15, "×"),
                        http.getLast().lifecyclesPerSecond()
                                / flowable.getLast().lifecyclesPerSecond());
            }
            if (http != null && jpa != null) {
                page.line("");
                page.line(
                        ("Through HTTP, both with %d callers, ours does %.2f × the lifecycles of the plain service with "
                                        + "Spring and JPA. Processor time a command, without compiling: ours %.0f µs with everything "
                                        + "that follows it, the plain service %.0f µs.")
                                .formatted(
                                        callers.getLast(),
                                        http.getLast().lifecyclesPerSecond()
                                                / jpa.getLast().lifecyclesPerSecond(),
                                        http.getLast().microsOfProcessor(),
                                        jpa.getLast().microsOfProcessor()));
            }
        }

        private static double best(List<LoadResult> results, ToDoubleFunction<LoadResult> of) {
            return results.stream().mapToDouble(of).max().orElse(0);
        }

        private static void row(Page page, String what, double rate) {
            page.row(what, "%,.0f".formatted(rate));
        }

        private static void row(Page page, String what, @Nullable List<LoadResult> results) {
            List<Object> cells = new ArrayList<>(List.of(what));
            if (results == null) {
                cells.add("not measured");
            } else {
                results.forEach(result -> cells.add("%,.1f".formatted(result.lifecyclesPerSecond())));
            }
            page.row(cells.toArray());
        }
    }
}
