package org.zhuqi.ticket;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.zhuqi.platform.PlatformModule;

/** The engine alone, as its tests run it. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({PlatformModule.class, TicketModule.class})
class EngineApplication {}
