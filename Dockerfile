# The packaged jar on a Java 17 runtime, not as root. Build the jar first: mvn -q package
# There is no Docker engine where this was written: the jar is tested and so are its layers, building this image was not.
#
# The tag gets the security fixes of its line; a release names the digest it was tested with:
#   docker build --build-arg JRE=eclipse-temurin@sha256:... .
ARG JRE=eclipse-temurin:17-jre-noble

FROM ${JRE} AS jar
WORKDIR /jar
COPY target/partner-onboarding.jar partner-onboarding.jar
RUN java -Djarmode=tools -jar partner-onboarding.jar extract --layers --destination layers

FROM ${JRE}
RUN groupadd --system --gid 10001 onboarding \
 && useradd --system --uid 10001 --gid onboarding --home-dir /app --no-create-home onboarding \
 && mkdir -p /app/data \
 && chown onboarding:onboarding /app/data
WORKDIR /app
# What changes least comes first, so that a new version of the application is one small layer.
COPY --from=jar /jar/layers/dependencies/ ./
COPY --from=jar /jar/layers/spring-boot-loader/ ./
COPY --from=jar /jar/layers/snapshot-dependencies/ ./
COPY --from=jar /jar/layers/application/ ./

USER 10001:10001
# Used only by the embedded database and broker; nothing else under /app is writable for this user.
VOLUME /app/data
EXPOSE 8080

ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "-jar", "/app/partner-onboarding.jar"]
