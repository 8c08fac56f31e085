package org.zhuqi.intake;

import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.zhuqi.contracts.Topics;
import org.zhuqi.intake.application.AwaitedOutcomes;
import org.zhuqi.intake.application.CommandBodies;
import org.zhuqi.intake.application.NamedInCommands;
import org.zhuqi.intake.application.SendingCommands;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.TopicTail;

/** 点单: the write API. Authenticates, validates, stamps, appends to the command topic, waits for the outcome. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(basePackageClasses = IntakeModule.class)
public class IntakeModule {
    @Bean
    CommandBodies commandBodies() {
        return new CommandBodies();
    }

    /** Where the token alone says who is who, nobody can be asked whom a command names. */
    @Bean
    @ConditionalOnProperty(name = "zhuqi.security.accounts", havingValue = "DIRECTORY", matchIfMissing = true)
    NamedInCommands namedInCommands(KnownDirectory directory) {
        return new NamedInCommands(directory);
    }

    @Bean
    AwaitedOutcomes awaitedOutcomes() {
        return new AwaitedOutcomes();
    }

    @Bean
    TopicTail outcomeTail(KafkaClients kafka, AwaitedOutcomes outcomes) {
        return new TopicTail(kafka, Topics.OUTCOMES, "zhuqi-intake-outcomes", TopicTail.From.END, outcomes::arrived);
    }

    @Bean
    Producer<String, byte[]> commandProducer(KafkaClients kafka) {
        return kafka.producer("zhuqi-intake", 1);
    }

    @Bean
    SendingCommands sendingCommands(Producer<String, byte[]> commandProducer, AwaitedOutcomes outcomes) {
        return new SendingCommands(commandProducer, outcomes);
    }
}
