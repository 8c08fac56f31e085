package org.zhuqi.platform.calendar;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.TopicTail;

@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {
    @Bean
    CalendarTable knownCalendars() {
        return new CalendarTable();
    }

    /** Has read all calendars before the web server opens its doors. */
    @Bean
    TopicTail calendarTail(KafkaClients kafka, CalendarTable knownCalendars) {
        return new TopicTail(kafka, Topics.RULES, "zhuqi-calendars", TopicTail.From.BEGINNING, knownCalendars::arrived);
    }
}
