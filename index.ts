export { InterviewFlowAi } from './nodes/InterviewFlowAi/InterviewFlowAi.node';
export { InterviewFlowAiApi } from './credentials/InterviewFlowAiApi.credentials';
export { InterviewFlowAiTrigger } from './nodes/InterviewFlowAi/InterviewFlowAiTrigger.node';
